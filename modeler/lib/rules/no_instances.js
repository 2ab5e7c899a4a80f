'use strict';

module.exports = require('../rules').ruleOf('no_instances');
