'use strict';

module.exports = require('../rules').ruleOf('condition_ignored');
