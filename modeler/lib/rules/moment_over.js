'use strict';

module.exports = require('../rules').ruleOf('moment_over');
